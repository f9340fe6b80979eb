"""The addresses of spenders and senders, and of the question to who came."""

from django.urls import path

from regulars.desk.pages.senders.own_link import counter_link, sending_link
from regulars.desk.pages.senders.told import thanks, told, told_for
from regulars.desk.pages.senders.view import senders, sent
from regulars.desk.pages.senders.write import ask_reference, they_sent, who_told

ADDRESSES = [
    path("senders", senders, name="senders"),
    path("senders/counter", counter_link, name="counter_link"),
    path("customers/<str:customer_id>/sent", sent, name="sent"),
    path("customers/<str:customer_id>/link", sending_link, name="sending_link"),
    path("customers/<str:customer_id>/who-told", who_told, name="who_told"),
    path("customers/<str:customer_id>/they-sent", they_sent, name="they_sent"),
    path("customers/<str:customer_id>/reference", ask_reference, name="ask_reference"),
    path("told", told, name="told"),
    path("told/thanks", thanks, name="told_thanks"),
    path("told/for/<str:token>", told_for, name="told_for"),
    path("told/<str:code>", told, name="told_by"),
]
