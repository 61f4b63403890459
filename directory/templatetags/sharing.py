"""Template tags for the head of a page: what it is called, how it is shared, and what it says to machines."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.linked_data import LinkedData
from directory.sharing import Sharing, sharing

register = template.Library()


@register.simple_block_tag
def captured(content: SafeString) -> SafeString:
    """A block of the base template under a name, because a page's title and description stand in its head more than once."""
    return content


@register.simple_tag(takes_context=True)
def share(context: template.Context) -> Sharing:
    """How this page is shared."""
    return sharing(context["request"], context)


@register.simple_tag
def data_block(linked_data: LinkedData) -> SafeString:
    """Linked data in the page: no script, though it stands in an element of that name."""
    return format_html('<script type="application/ld+json">{}</script>', linked_data)
