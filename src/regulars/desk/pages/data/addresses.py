"""The addresses of Data, and of the refresh button in the frame."""

from django.urls import path

from regulars.desk.frame.refresh import refresh, refresh_state
from regulars.desk.pages.data.backup import backup, download
from regulars.desk.pages.data.choose import choose
from regulars.desk.pages.data.configure import configure
from regulars.desk.pages.data.erasures import erasing, erasures, readmit
from regulars.desk.pages.data.imports import imports, one_import, rejects_file, undo
from regulars.desk.pages.data.jobs import job_state
from regulars.desk.pages.data.matching import decide, matching, merged, unmerge
from regulars.desk.pages.data.people import allow, erase, export, people, person
from regulars.desk.pages.data.preview import check_again, correct, do_import, preview_rejects
from regulars.desk.pages.data.recipes import drop_recipe, recipes
from regulars.desk.pages.data.step import drop, look, step

UPLOAD = "data/uploads/<str:upload>"
IMPORT = "data/imports/<int:batch>"
PERSON = "data/people/<str:customer_id>"

ADDRESSES = [
    path("refresh", refresh, name="refresh"),
    path("refresh/state", refresh_state, name="refresh_state"),
    path("data", imports, name="data"),
    path("data/import", choose, name="data_import"),
    path(UPLOAD, step, name="data_upload"),
    path(f"{UPLOAD}/look", look, name="data_look"),
    path(f"{UPLOAD}/configure", configure, name="data_configure"),
    path(f"{UPLOAD}/check", check_again, name="data_check"),
    path(f"{UPLOAD}/correct", correct, name="data_correct"),
    path(f"{UPLOAD}/import", do_import, name="data_do_import"),
    path(f"{UPLOAD}/drop", drop, name="data_drop"),
    path(f"{UPLOAD}/rejects/<int:part>", preview_rejects, name="data_preview_rejects"),
    path(IMPORT, one_import, name="data_one_import"),
    path(f"{IMPORT}/undo", undo, name="data_undo"),
    path(f"{IMPORT}/rejects/<int:part>", rejects_file, name="data_rejects"),
    path("data/jobs/<str:job>", job_state, name="data_job"),
    path("data/downloads/<str:job>", download, name="data_download"),
    path("data/matching", matching, name="data_matching"),
    path("data/matching/decide", decide, name="data_decide"),
    path("data/matching/merged", merged, name="data_merged"),
    path("data/matching/unmerge", unmerge, name="data_unmerge"),
    path("data/people", people, name="data_people"),
    path("data/erased", erasures, name="data_erasures"),
    path("data/erased/<int:erasure>/readmit", readmit, name="data_readmit"),
    path("data/erasing/<str:job>", erasing, name="data_erasing"),
    path(PERSON, person, name="data_person"),
    path(f"{PERSON}/consent", allow, name="data_allow"),
    path(f"{PERSON}/export", export, name="data_export"),
    path(f"{PERSON}/erase", erase, name="data_erase"),
    path("data/recipes", recipes, name="data_recipes"),
    path("data/recipes/<str:name>/drop", drop_recipe, name="data_drop_recipe"),
    path("data/backup", backup, name="data_backup"),
]
