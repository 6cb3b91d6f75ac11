#include "call.h"

cadastre_status call_property(struct call *c, uint8_t function)
{
    cadastre_error **error = c->error_place;
    int32_t is_new = 0;
    switch (function % 17) {
    case 0:
        return cadastre_type_list(c->session, c->buffer, error);
    case 1:
        return cadastre_type_get(c->session, c->id, c->buffer, error);
    case 2:
        return cadastre_type_put(c->session, c->id, c->json, c->count, c->buffer, c->flag ? &is_new : NULL, error);
    case 3:
        return cadastre_type_delete(c->session, c->id, error);
    case 4:
        return cadastre_property_list(c->session, c->text, c->buffer, error);
    case 5:
        return cadastre_property_get(c->session, c->id, c->buffer, error);
    case 6:
        return cadastre_property_create(c->session, c->json, c->count, c->buffer, error);
    case 7:
        return cadastre_property_replace(c->session, c->id, c->json, c->count, c->expected, c->buffer, error);
    case 8:
        return cadastre_property_patch(c->session, c->id, c->json, c->count, c->expected, c->buffer, error);
    case 9:
        return cadastre_property_delete(c->session, c->id, c->expected, error);
    case 10:
        return cadastre_room_list(c->session, c->id, c->buffer, error);
    case 11:
        return cadastre_room_get(c->session, c->id, c->other, c->buffer, error);
    case 12:
        return cadastre_room_create(c->session, c->id, c->json, c->count, c->expected, c->buffer, error);
    case 13:
        return cadastre_room_replace(c->session, c->id, c->other, c->json, c->count, c->expected, c->buffer, error);
    case 14:
        return cadastre_room_patch(c->session, c->id, c->other, c->json, c->count, c->expected, c->buffer, error);
    case 15:
        return cadastre_room_delete(c->session, c->id, c->other, c->expected, error);
    default:
        return cadastre_city_list(c->session, c->text, c->buffer, error);
    }
}
