"""Addresses of the reports."""

from django.urls import path

from directives.views import word_templates

from . import compare_views, publication_views, result_views, score_views, views
from .word import MONTH_REPORT

app_name = "reports"
_OF = {"of": MONTH_REPORT}
urlpatterns = [
    path("month/", views.month, name="month"),
    path("month/word/", views.month_word, name="month_word"),
    path("month/excel/", views.month_excel, name="month_excel"),
    path("compare/", compare_views.compare, name="compare"),
    path("compare/excel/", compare_views.compare_excel, name="compare_excel"),
    path("month/excel/later/", views.month_later, name="month_later"),
    path("scores/", score_views.scores, name="scores"),
    path("scores/excel/", score_views.scores_excel, name="scores_excel"),
    path("scores/rules/", score_views.rules, name="scoring_rules"),
    path("scores/<int:pk>/", score_views.score, name="score"),
    path("results/", result_views.results, name="results"),
    path("publications/", publication_views.publications, name="publications"),
    path("publications/<int:pk>/withdraw/", publication_views.withdraw, name="publication_withdraw"),
    path("month/template/", word_templates.template, _OF, name="month_template"),
    path("month/template/file/", word_templates.template_file, _OF, name="month_template_file"),
    path("month/template/reset/", word_templates.template_reset, _OF, name="month_template_reset"),
]
