"""The addresses of problems."""

from django.urls import path

from regulars.desk.pages.problems.ease import ask_ease
from regulars.desk.pages.problems.edit_words import drop_word, edit_word, problem_words
from regulars.desk.pages.problems.findings import findings
from regulars.desk.pages.problems.issues import issue, issues
from regulars.desk.pages.problems.problem import problem
from regulars.desk.pages.problems.queue import queue
from regulars.desk.pages.problems.whose import whose_problem
from regulars.desk.pages.problems.write import say, undo_step

ADDRESSES = [
    path("problems", queue, name="problems"),
    path("problems/known", issues, name="known_issues"),
    path("problems/known/<str:issue_id>", issue, name="known_issue"),
    path("problems/findings", findings, name="problem_findings"),
    path("problems/words", problem_words, name="problem_words"),
    path("problems/words/<str:kind>", edit_word, name="edit_word"),
    path("problems/words/<str:kind>/drop", drop_word, name="drop_word"),
    path("problems/<str:problem_id>", problem, name="problem"),
    path("problems/<str:problem_id>/whose", whose_problem, name="whose_problem"),
    path("problems/<str:problem_id>/ask-ease", ask_ease, name="ask_ease"),
    path("problems/<str:problem_id>/undo", undo_step, name="undo_step"),
    path("problems/<str:problem_id>/<str:act>", say, name="say_of_problem"),
]
