"""The addresses of the table of customers; they come before that of one customer."""

from django.urls import path

from regulars.desk.pages.customers.export import export
from regulars.desk.pages.customers.view import customers
from regulars.desk.pages.customers.views import remove, save

ADDRESSES = [
    path("customers", customers, name="customers"),
    path("customers/export", export, name="customers_export"),
    path("customers/views", save, name="save_view"),
    path("customers/views/<int:number>/remove", remove, name="remove_view"),
]
