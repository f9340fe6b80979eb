"""Every address of the desk: each page declares its own."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from regulars.desk.pages.customer.addresses import ADDRESSES as CUSTOMER
from regulars.desk.pages.data.addresses import ADDRESSES as DATA
from regulars.desk.pages.enter.addresses import ADDRESSES as ENTER
from regulars.desk.pages.errors.view import bad_request, not_found, server_error
from regulars.desk.pages.today.addresses import ADDRESSES as TODAY

urlpatterns = [
    *TODAY,
    *CUSTOMER,
    *DATA,
    *ENTER,
    path("language", login_not_required(set_language), name="language"),
]

handler400 = bad_request
handler404 = not_found
handler500 = server_error
