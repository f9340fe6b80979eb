"""The addresses of problems."""

from django.urls import path

from regulars.desk.pages.problems.check_ins import (
    answer_check_in,
    check_ins,
    choose_check_ins,
)
from regulars.desk.pages.problems.ease import ask_ease
from regulars.desk.pages.problems.edit_words import drop_word, edit_word, problem_words
from regulars.desk.pages.problems.findings import findings
from regulars.desk.pages.problems.issue_acts import (
    ask_exposed,
    change_issue,
    fix_issue,
    tie_problem,
    tie_to_issue,
)
from regulars.desk.pages.problems.issues import issue, issues, new_issue
from regulars.desk.pages.problems.problem import problem
from regulars.desk.pages.problems.queue import queue
from regulars.desk.pages.problems.telling import take_back_telling, tell_fixed
from regulars.desk.pages.problems.whose import whose_problem
from regulars.desk.pages.problems.write import say, undo_step

ADDRESSES = [
    path("problems", queue, name="problems"),
    path("problems/known", issues, name="known_issues"),
    path("problems/known/new", new_issue, name="new_issue"),
    path("problems/known/<str:issue_id>", issue, name="known_issue"),
    path("problems/known/<str:issue_id>/change", change_issue, name="change_issue"),
    path("problems/known/<str:issue_id>/fixed", fix_issue, name="fix_issue"),
    path("problems/known/<str:issue_id>/problems", tie_to_issue, name="tie_to_issue"),
    path("problems/known/<str:issue_id>/ask", ask_exposed, name="ask_exposed"),
    path("problems/known/<str:issue_id>/tell", tell_fixed, name="tell_fixed"),
    path("problems/known/<str:issue_id>/tell/undo", take_back_telling, name="untell_fixed"),
    path("problems/check-ins", check_ins, name="check_ins"),
    path("problems/check-ins/kinds", choose_check_ins, name="choose_check_ins"),
    path("problems/check-ins/answer", answer_check_in, name="answer_check_in"),
    path("problems/findings", findings, name="problem_findings"),
    path("problems/words", problem_words, name="problem_words"),
    path("problems/words/<str:kind>", edit_word, name="edit_word"),
    path("problems/words/<str:kind>/drop", drop_word, name="drop_word"),
    path("problems/<str:problem_id>", problem, name="problem"),
    path("problems/<str:problem_id>/issue", tie_problem, name="tie_problem"),
    path("problems/<str:problem_id>/whose", whose_problem, name="whose_problem"),
    path("problems/<str:problem_id>/ask-ease", ask_ease, name="ask_ease"),
    path("problems/<str:problem_id>/undo", undo_step, name="undo_step"),
    path("problems/<str:problem_id>/<str:act>", say, name="say_of_problem"),
]
