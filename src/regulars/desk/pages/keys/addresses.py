"""The addresses of keys and web hooks."""

from django.urls import path

from regulars.desk.pages.keys.hooks import (
    hook,
    make_hook,
    new_secret,
    remove_hook,
    send_test,
    switch_off,
    switch_on,
)
from regulars.desk.pages.keys.view import keys, make_key, revoke_key

ADDRESSES = [
    path("keys", keys, name="keys"),
    path("keys/make", make_key, name="make_key"),
    path("keys/<int:number>/revoke", revoke_key, name="revoke_key"),
    path("keys/hooks", make_hook, name="make_hook"),
    path("keys/hooks/<int:number>", hook, name="hook"),
    path("keys/hooks/<int:number>/off", switch_off, name="switch_hook_off"),
    path("keys/hooks/<int:number>/on", switch_on, name="switch_hook_on"),
    path("keys/hooks/<int:number>/test", send_test, name="test_hook"),
    path("keys/hooks/<int:number>/secret", new_secret, name="new_hook_secret"),
    path("keys/hooks/<int:number>/remove", remove_hook, name="remove_hook"),
]
