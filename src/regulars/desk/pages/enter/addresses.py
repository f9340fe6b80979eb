"""The addresses of coming in and going out."""

from django.urls import path

from regulars.desk.pages.enter.view import enter, how_to_enter, leave

ADDRESSES = [
    path("enter", how_to_enter, name="how_to_enter"),
    path("enter/<str:token>", enter, name="enter"),
    path("leave", leave, name="leave"),
]
