"""The types that a property may have: anyone reads, admins change."""

from cadastre.flask.asked import Asked
from cadastre.flask.replies import content, created, done
from cadastre.flask.reply import Reply
from cadastre.flask.views.operation import operation


@operation("listTypes")
def list_types(asked: Asked) -> Reply:
    return content(asked.calls.type_list())


@operation("getType")
def get_type(asked: Asked) -> Reply:
    return content(asked.calls.type_get(asked.part("id")))


@operation("putType")
def put_type(asked: Asked) -> Reply:
    slug = asked.part("id")
    answer, is_new = asked.calls.type_put(slug, asked.body)
    return created(asked, answer, "/v1/types", slug) if is_new else content(answer)


@operation("deleteType")
def delete_type(asked: Asked) -> Reply:
    asked.calls.type_delete(asked.part("id"))
    return done()
