"""The addresses of one customer."""

from django.urls import path

from regulars.desk.pages.customer.figure import figure
from regulars.desk.pages.customer.merge import merge, unmerge
from regulars.desk.pages.customer.view import customer
from regulars.desk.pages.customer.write import consent, likes, look_after

ADDRESSES = [
    path("customers/<str:customer_id>", customer, name="customer"),
    path("customers/<str:customer_id>/figures/<str:name>", figure, name="figure"),
    path("customers/<str:customer_id>/consent", consent, name="consent"),
    path("customers/<str:customer_id>/owner", look_after, name="look_after"),
    path("customers/<str:customer_id>/likes", likes, name="likes"),
    path("customers/<str:customer_id>/merge", merge, name="merge"),
    path("customers/<str:customer_id>/unmerge", unmerge, name="unmerge"),
]
