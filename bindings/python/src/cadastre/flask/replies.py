"""The shapes of answers that several views share."""

import json

from cadastre import Answer
from cadastre.flask import compression, entity_tag, query_parameters
from cadastre.flask.asked import Asked
from cadastre.flask.reply import REVALIDATED, Reply


def content(answer: Answer, caching: str = REVALIDATED) -> Reply:
    """What has no revision."""
    return Reply(body=answer.json, caching=caching)


def record(asked: Asked, answer: Answer, caching: str = REVALIDATED) -> Reply:
    """A record that has been read, or that the client has it already."""
    known = asked.environ.get("HTTP_IF_NONE_MATCH")
    if known is None or not entity_tag.matches(known, answer.revision):
        return Reply(body=answer.json, caching=caching, tag=entity_tag.text(answer.revision))
    # The tag of the form that would have been sent.
    gzipped = asked.accepts_gzip and compression.is_worth_it(len(answer.json))
    return Reply(304, media=None, caching=caching, tag=entity_tag.text(answer.revision, gzipped=gzipped))


def changed(answer: Answer, caching: str = REVALIDATED) -> Reply:
    """A record that has been changed."""
    return Reply(body=answer.json, caching=caching, tag=entity_tag.text(answer.revision))


def created(asked: Asked, answer: Answer, collection: str, id_: str, caching: str = REVALIDATED) -> Reply:
    """A record that has been made."""
    location = ("Location", f"{asked.mount}{collection}/{id_}")
    tag = entity_tag.text(answer.revision) if answer.revision else None
    return Reply(201, answer.json, caching=caching, tag=tag, headers=[location])


def page(asked: Asked, answer: Answer, caching: str = REVALIDATED) -> Reply:
    """A page of a list, with a link to the next."""
    reply = Reply(body=answer.json, caching=caching)
    after = _next(answer.json)
    if after is not None:
        query = query_parameters.link(asked.query, after)
        reply.headers.append(("Link", f'<{asked.mount}{asked.path}?{query}>; rel="next"'))
    return reply


def done(caching: str = REVALIDATED) -> Reply:
    """All went well, and there is no more to say."""
    return Reply(204, media=None, caching=caching)


def id_of(answer: Answer) -> str:
    """The id of a record: the first member of its JSON, which is canonical."""
    return answer.json[7:43].decode("ascii")


def _next(page_: bytes) -> str | None:
    """`next` of a page: the last member of its JSON. No text in it can hold this name: its quotes would be escaped."""
    after = json.loads(page_[page_.rindex(b',"next":') + 8 : -1])
    return None if after is None else str(after)
