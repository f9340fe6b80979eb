"""Every address of the desk: each page declares its own."""

from django.urls import path

from regulars.desk.frame.language import language
from regulars.desk.frame.palette.addresses import ADDRESSES as FIND
from regulars.desk.pages.account.addresses import ADDRESSES as ACCOUNT
from regulars.desk.pages.customer.addresses import ADDRESSES as CUSTOMER
from regulars.desk.pages.customers.addresses import ADDRESSES as CUSTOMERS
from regulars.desk.pages.data.addresses import ADDRESSES as DATA
from regulars.desk.pages.enter.addresses import ADDRESSES as ENTER
from regulars.desk.pages.errors.view import bad_request, not_found, server_error, too_many
from regulars.desk.pages.keys.addresses import ADDRESSES as KEYS
from regulars.desk.pages.predictions.addresses import ADDRESSES as PREDICTIONS
from regulars.desk.pages.problems.addresses import ADDRESSES as PROBLEMS
from regulars.desk.pages.quick_add.addresses import ADDRESSES as QUICK_ADD
from regulars.desk.pages.senders.addresses import ADDRESSES as SENDERS
from regulars.desk.pages.settings.addresses import ADDRESSES as SETTINGS
from regulars.desk.pages.today.addresses import ADDRESSES as TODAY
from regulars.desk.pages.told_problem.addresses import ADDRESSES as TOLD_PROBLEM

urlpatterns = [
    *TODAY,
    *CUSTOMERS,
    *CUSTOMER,
    *TOLD_PROBLEM,
    *PROBLEMS,
    *SENDERS,
    *DATA,
    *FIND,
    *PREDICTIONS,
    *QUICK_ADD,
    *ENTER,
    *KEYS,
    *ACCOUNT,
    *SETTINGS,
    path("language", language, name="language"),
]

handler400 = bad_request
handler404 = not_found
handler429 = too_many
handler500 = server_error
