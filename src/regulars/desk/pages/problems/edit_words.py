"""What is kept to say of problems: a card for each topic, answers to begin with."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from regulars import workspace
from regulars.book.problem_words import (
    LANGUAGES,
    LONGEST_TEXT,
    LONGEST_TITLE,
    Answer,
    ProblemWords,
    ProblemWordsWrong,
    Topic,
    WordsChangedMeanwhile,
)
from regulars.desk.frame.record import names_nobody
from regulars.desk.frame.roles import needs
from regulars.people.roles import Role

KINDS = ("topic", "answer")
CONFLICT = 409
NAMES = ("English", "বাংলা")


class Words(forms.Form):
    """One card or answer, in both languages."""

    code = forms.CharField(required=False, max_length=LONGEST_TITLE)
    title_en = forms.CharField(max_length=LONGEST_TITLE)
    title_bn = forms.CharField(max_length=LONGEST_TITLE)
    text_en = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}))
    text_bn = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 4}))
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, kind: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        text = gettext("What to do first, a line each") if kind == "topic" else gettext("Text")
        self.fields["code"].label = gettext("Topic, as problems have it")
        for language, name in zip(LANGUAGES, NAMES, strict=True):
            for field, label in (("title", gettext("Title")), ("text", text)):
                one = self.fields[f"{field}_{language}"]
                one.label = f"{label} · {name}"
                one.widget.attrs["lang"] = language
        for field in self.fields.values():
            field.error_messages["required"] = gettext("This is needed.")


@names_nobody
@needs(Role.STAFF)
@require_safe
def problem_words(request: HttpRequest) -> HttpResponse:
    """All of them. Never writes."""
    return _all(request)


@names_nobody
@needs(Role.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_word(request: HttpRequest, kind: str) -> HttpResponse:
    """One of them, or a new one; what is wrong is said, and nothing typed is lost."""
    if kind not in KINDS:
        raise Http404(kind)
    book, name = workspace.current(), request.GET.get("name", "")
    words = book.problem_words()
    one = _named(words, kind, name)
    if name and one is None and request.method != "POST":
        raise Http404(name)
    if request.method != "POST":
        return _page(request, kind, name, Words(initial=_initial(request, words, one), kind=kind))
    form = Words(request.POST, kind=kind)
    if not form.is_valid():
        return _page(request, kind, name, form)
    said, seen = form.cleaned_data, form.cleaned_data["seen"]
    title = {language: said[f"title_{language}"] for language in LANGUAGES}
    text = {language: said[f"text_{language}"] for language in LANGUAGES}
    try:
        if kind == "topic":
            book.keep_topic(Topic(name or said["code"].strip(), title, text), seen=seen)
        else:
            book.keep_answer(Answer(name or uuid.uuid4().hex[:8], title, text), seen=seen)
    except WordsChangedMeanwhile:
        again = request.POST.copy()
        again["seen"] = book.problem_words().version
        notice = gettext(
            "Somebody else changed something here meanwhile. What you typed is still here: look, "
            "then send it again."
        )
        form = Words(again, kind=kind)
        return _page(request, kind, name, form, notice=notice, status=CONFLICT)
    except ProblemWordsWrong as wrong:
        field = {"code": "code", "braces": "text_en"}.get(wrong.why)
        form.add_error(field, _fault(wrong.why))
        return _page(request, kind, name, form)
    return redirect(_next(request) or "problem_words")


@require_POST
def drop_word(request: HttpRequest, kind: str) -> HttpResponse:
    """Takes one out."""
    if kind not in KINDS:
        raise Http404(kind)
    try:
        workspace.current().drop_words(
            kind=kind, name=request.POST.get("name", ""), seen=request.POST.get("seen", "")
        )
    except WordsChangedMeanwhile:
        notice = gettext("Somebody else changed something here meanwhile. Look, then do it again.")
        return _all(request, notice=notice, status=CONFLICT)
    return redirect("problem_words")


def _all(request: HttpRequest, *, notice: str = "", status: int = 200) -> HttpResponse:
    words, language = workspace.current().problem_words(), get_language()
    context = {
        "entry": "problems",
        "part": "words",
        "notice": notice,
        "version": words.version,
        "topics": [(one.code, one.title[language], one.first[language]) for one in words.topics],
        "answers": [(one.name, one.title[language], one.text[language]) for one in words.answers],
    }
    return render(request, "pages/problems/words.html", context, status=status)


def _page(
    request: HttpRequest,
    kind: str,
    name: str,
    form: Words,
    *,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "entry": "problems",
        "kind": kind,
        "name": name,
        "form": form,
        "notice": notice,
        "next": _next(request),
    }
    return render(request, "pages/problems/word.html", context, status=status)


def _named(words: ProblemWords, kind: str, name: str) -> Topic | Answer | None:
    if kind == "topic":
        return next((one for one in words.topics if one.code == name), None)
    return next((one for one in words.answers if one.name == name), None)


def _initial(
    request: HttpRequest, words: ProblemWords, one: Topic | Answer | None
) -> dict[str, str]:
    new = {"code": request.GET.get("new", "")[:LONGEST_TITLE], "seen": words.version}
    if one is None:
        return new
    text = one.first if isinstance(one, Topic) else one.text
    for language in LANGUAGES:
        new |= {f"title_{language}": one.title[language], f"text_{language}": text[language]}
    return new


def _fault(why: str) -> str:
    return {
        "code": gettext("Write the topic as problems have it, without / ? # and &."),
        "braces": gettext(
            "In braces only {customer}, {business} and {promise} are known, in both languages."
        ),
        "too_many": gettext("There are too many already. Take one out first."),
    }.get(why, gettext("Both languages need a title and a text."))


def _next(request: HttpRequest) -> str:
    said = request.POST.get("next") or request.GET.get("next") or ""
    is_here = url_has_allowed_host_and_scheme(said, allowed_hosts=None)
    return said if is_here and said.startswith("/") else ""
