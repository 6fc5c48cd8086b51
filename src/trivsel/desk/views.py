"""Find and go: the front page shows, and every button leads to the room that does."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trivsel.desk.agenda import agenda
from trivsel.desk.queries import balance
from trivsel.organisation import queries as organisation
from trivsel.organisation.gates import MemberRequest, member
from trivsel.surveys.readings import latest_result


@member
def overview(request: MemberRequest) -> HttpResponse:
    items = agenda(request.person, today=timezone.localdate())
    bars = balance(request.person)
    choose = not organisation.has_safety_rep(request.organisation)
    context = {
        "items": items,
        "minutes": sum(item.minutes for item in items),
        "bars": bars,
        "open_actions": sum(bar.count for bar in bars),
        "unit": request.person.unit,
        "leaders": organisation.leaders_of(request.person.unit),
        "safety_reps": organisation.safety_reps_of(request.person.unit),
        "employees_choose": choose,
        "chosen": organisation.chosen_by_employees(request.organisation) if choose else [],
        "latest": latest_result(request.person),
    }
    return render(request, "desk/overview.html", context)
