/* The most frequent call of all, written for Python by hand.
 *
 * Through cffi, half of the time of such a read would go by between Python and C. This module knows how to read a
 * property that is there, and nothing else: where anything is wrong it says so, and the call is made again through cffi,
 * which tells what.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <string.h>

#include "cadastre.h"

/* Buffers that no call uses, so that a loop of reads allocates nothing but its answers. Whoever holds the interpreter
 * may take one; a buffer of its own keeps a call apart from those of other threads. */
#define MOST_BUFFERS 32
static cadastre_buffer buffers[MOST_BUFFERS];
static int buffer_count = 0;

static PyObject *property_json(PyObject *module, PyObject *const *arguments, Py_ssize_t count) {
    (void)module;
    if (count != 2) {
        PyErr_SetString(PyExc_TypeError, "property_json takes a session and an id");
        return NULL;
    }
    cadastre_session *session = PyLong_AsVoidPtr(arguments[0]);
    if (session == NULL && PyErr_Occurred()) return NULL;

    if (!PyUnicode_Check(arguments[1])) {
        PyErr_Format(PyExc_TypeError, "an id is a str, not %R", (PyObject *)Py_TYPE(arguments[1]));
        return NULL;
    }

    Py_ssize_t length;
    const char *id = PyUnicode_AsUTF8AndSize(arguments[1], &length);
    if (id == NULL) {
        /* Half a character, which is no id. */
        if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) return NULL;
        PyErr_Clear();
        Py_RETURN_NONE;
    }
    /* C would take what is before a NUL for the id. */
    if (strlen(id) != (size_t)length) Py_RETURN_NONE;

    cadastre_buffer buffer = CADASTRE_BUFFER_INIT;
    if (buffer_count > 0) buffer = buffers[--buffer_count];

    cadastre_status status;
    Py_BEGIN_ALLOW_THREADS
    status = cadastre_property_get(session, id, &buffer, NULL);
    Py_END_ALLOW_THREADS

    PyObject *json;
    if (status == CADASTRE_OK) {
        json = PyBytes_FromStringAndSize(buffer.bytes, (Py_ssize_t)buffer.count);
    } else {
        json = Py_None;
        Py_INCREF(json);
    }
    if (buffer_count < MOST_BUFFERS) {
        buffers[buffer_count++] = buffer;
    } else {
        cadastre_buffer_free(&buffer);
    }
    return json;
}

static PyMethodDef methods[] = {
    {"property_json", (PyCFunction)(void (*)(void))property_json, METH_FASTCALL,
     "The JSON of a property, by the address of a session's handle and an id; None where there is an error to tell."},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_reading", NULL, -1, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__reading(void);

PyMODINIT_FUNC PyInit__reading(void) {
    return PyModule_Create(&definition);
}
