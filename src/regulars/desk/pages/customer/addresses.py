"""The address of a customer's page."""

from django.urls import path

from regulars.desk.pages.customer.view import customer

ADDRESSES = [path("customers/<str:customer_id>", customer, name="customer")]
