"""The address of finding."""

from django.urls import path

from regulars.desk.frame.palette.view import find

ADDRESSES = [path("find", find, name="find")]
