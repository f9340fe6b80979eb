"""The addresses of writing something down."""

from django.urls import path

from regulars.desk.pages.quick_add.view import add, customers, menu, undo, written

ADDRESSES = [
    path("add", menu, name="add"),
    path("add/customers", customers, name="add_customers"),
    path("add/sale", add, {"kind": "sale"}, name="add_sale"),
    path("add/note", add, {"kind": "note"}, name="add_note"),
    path("add/problem", add, {"kind": "problem"}, name="add_problem"),
    path("add/customer", add, {"kind": "customer"}, name="add_customer"),
    path("add/<str:kind>/<str:entry_id>", written, name="written"),
    path("add/<str:kind>/<str:entry_id>/undo", undo, name="undo_entry"),
]
