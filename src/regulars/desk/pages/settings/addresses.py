"""The addresses of the settings."""

from django.urls import path

from regulars.desk.pages.settings.book import book
from regulars.desk.pages.settings.people import people
from regulars.desk.pages.settings.person import forget_factor, let_back, let_go, link, person
from regulars.desk.pages.settings.rates import rates
from regulars.desk.pages.settings.record import record
from regulars.desk.pages.settings.sending import sending

ADDRESSES = [
    path("settings", people, name="settings"),
    path("settings/people/<str:username>", person, name="person"),
    path("settings/people/<str:username>/link", link, name="person_link"),
    path("settings/people/<str:username>/let-go", let_go, name="let_go"),
    path("settings/people/<str:username>/let-back", let_back, name="let_back"),
    path(
        "settings/people/<str:username>/forget-second-factor", forget_factor, name="forget_factor"
    ),
    path("settings/book", book, name="settings_book"),
    path("settings/sending", sending, name="settings_sending"),
    path("settings/rates", rates, name="settings_rates"),
    path("settings/record", record, name="settings_record"),
]
