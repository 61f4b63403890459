"""What a browser would send back from a page of the admin."""


def form_data(page):
    """The values of every field on an add or change page, by their names."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {field.html_name: sent(field.value()) for form in forms for field in form}


def sent(value):
    """A value as a form's field sends it."""
    if isinstance(value, (list, tuple)):
        return [str(getattr(part, "pk", part)) for part in value]
    return "" if value is None or value is False else str(getattr(value, "pk", value))


def add_row(data, prefix, **values):
    """A row added to an inline."""
    number = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
    data.update({f"{prefix}-{number}-{field}": value for field, value in values.items()})


def errors(page):
    """Every error on a page: (field, or the inline's field or name; messages)."""
    found = {field or "__all__": list(messages) for field, messages in page.context["adminform"].form.errors.items()}
    for inline in page.context["inline_admin_formsets"]:
        formset = inline.formset
        if formset.non_form_errors():
            found[formset.prefix] = list(formset.non_form_errors())
        for form in formset.forms:
            found.update({f"{form.prefix}-{field}": list(messages) for field, messages in form.errors.items()})
    return found
