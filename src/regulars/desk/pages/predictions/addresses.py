"""The address of the page on predictions."""

from django.urls import path

from regulars.desk.pages.predictions.view import predictions

ADDRESSES = [path("predictions", predictions, name="predictions")]
