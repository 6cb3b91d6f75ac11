/* Loads a server of HTTP/1.1, and says how long it took to answer.
 *
 *     load PORT CONNECTIONS RATE SECONDS REQUESTS
 *
 * With a RATE, requests fall due at that many a second, whatever the server does; each is timed from when it was due, so
 * that one which waits because the server has stalled counts with its waiting. What has no answer some seconds after all
 * were due counts as unanswered, with the time that it has waited. With a RATE of 0, each of the requests is sent once,
 * as soon as a connection is free, until the SECONDS are over.
 *
 * Prints one line of JSON: requests (answered), seconds, failed, unanswered, p50, p99, p999, max and histogram, times in
 * microseconds. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "../embedded/check.h"
#include "answer.h"
#include "histogram.h"
#include "requests.h"

enum { EVENTS = 256, PATIENCE_SECONDS = 5 };

static const uint64_t SECOND = 1000000000u;

struct connection {
    int socket;
    int busy;
    uint64_t due;
    const struct request *request;
    size_t sent;
    struct answer answer;
};

struct load {
    uint16_t port;
    uint64_t rate;
    uint64_t wanted;
    uint64_t seconds;
    struct requests requests;
    struct connection *connections;
    size_t connection_count;
    /* A stack of connections that have nothing to do. */
    size_t *idle;
    size_t idle_count;
    int events;
    int timer;
    uint64_t start;
    uint64_t begun;
    uint64_t finished;
    uint64_t failed;
    uint64_t unanswered;
    struct histogram histogram;
};

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * SECOND + (uint64_t)time.tv_nsec;
}

static void watch(struct load *load, size_t index, int operation, uint32_t interest) {
    struct epoll_event event = {.events = interest, .data.u64 = index};
    if (epoll_ctl(load->events, operation, load->connections[index].socket, &event) != 0) FAIL("epoll: %s", strerror(errno));
}

static void open_connection(struct load *load, size_t index) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(load->port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int opened = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    if (opened < 0 || connect(opened, (struct sockaddr *)&address, sizeof address) != 0) FAIL("connect: %s", strerror(errno));
    setsockopt(opened, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    fcntl(opened, F_SETFL, O_NONBLOCK);
    load->connections[index].socket = opened;
    watch(load, index, EPOLL_CTL_ADD, EPOLLIN);
}

/* When the request of that number falls due. */
static uint64_t due(const struct load *load, uint64_t number) {
    return load->rate ? load->start + number * SECOND / load->rate : 0;
}

static void send_rest(struct load *load, size_t index) {
    struct connection *connection = &load->connections[index];
    while (connection->sent < connection->request->count) {
        const char *rest = connection->request->bytes + connection->sent;
        ssize_t sent = send(connection->socket, rest, connection->request->count - connection->sent, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN) {
            watch(load, index, EPOLL_CTL_MOD, EPOLLIN | EPOLLOUT);
            return;
        }
        if (sent < 0) FAIL("send: %s", strerror(errno));
        connection->sent += (size_t)sent;
    }
}

/* Sends what is due as long as a connection is free, and sets the clock for what is due next. */
static void send_due(struct load *load) {
    while (load->idle_count > 0 && load->begun < load->wanted) {
        uint64_t time = now(), when = load->rate ? due(load, load->begun) : time;
        if (!load->rate && time - load->start > load->seconds * SECOND) {
            load->wanted = load->begun;
            return;
        }
        if (when > time) {
            struct itimerspec alarm = {.it_value = {(time_t)(when / SECOND), (long)(when % SECOND)}};
            timerfd_settime(load->timer, TFD_TIMER_ABSTIME, &alarm, NULL);
            return;
        }
        size_t index = load->idle[--load->idle_count];
        struct connection *connection = &load->connections[index];
        connection->busy = 1;
        connection->due = when;
        connection->request = &load->requests.all[load->begun++ % load->requests.count];
        connection->sent = 0;
        answer_begin(&connection->answer);
        send_rest(load, index);
    }
}

static void reopen(struct load *load, size_t index) {
    close(load->connections[index].socket);
    open_connection(load, index);
}

static void finish(struct load *load, size_t index) {
    struct connection *connection = &load->connections[index];
    histogram_add(&load->histogram, (now() - connection->due) / 1000);
    load->finished++;
    load->failed += connection->answer.status < 200 || connection->answer.status > 299;
    connection->busy = 0;
    if (connection->answer.closes) reopen(load, index);
    load->idle[load->idle_count++] = index;
}

static void receive(struct load *load, size_t index) {
    static char buffer[65536];
    struct connection *connection = &load->connections[index];
    ssize_t count = recv(connection->socket, buffer, sizeof buffer, 0);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) {
        /* A server may close what is idle; in the middle of an answer it may not. */
        if (connection->busy) FAIL("a connection was closed before its answer");
        reopen(load, index);
        return;
    }
    switch (connection->busy ? answer_take(&connection->answer, buffer, (size_t)count) : BROKEN) {
    case MORE: return;
    case DONE: finish(load, index); return;
    case BROKEN: FAIL("an answer is not what HTTP/1.1 allows");
    }
}

/* Counts what has no answer, whether it was sent or only due. */
static void give_up(struct load *load) {
    uint64_t time = now();
    for (size_t index = 0; index < load->connection_count; index++) {
        struct connection *connection = &load->connections[index];
        if (connection->busy) histogram_add(&load->histogram, (time - connection->due) / 1000);
    }
    for (uint64_t number = load->begun; number < load->wanted; number++) {
        histogram_add(&load->histogram, (time - due(load, number)) / 1000);
    }
    load->unanswered = load->wanted - load->finished;
}

static void take_event(struct load *load, const struct epoll_event *event) {
    size_t index = (size_t)event->data.u64;
    if (index == load->connection_count) {
        uint64_t expirations;
        if (read(load->timer, &expirations, sizeof expirations) < 0 && errno != EAGAIN) FAIL("the timer failed");
        return;
    }
    if (event->events & EPOLLOUT) {
        watch(load, index, EPOLL_CTL_MOD, EPOLLIN);
        send_rest(load, index);
    }
    if (event->events & ~(uint32_t)EPOLLOUT) receive(load, index);
}

static void run(struct load *load) {
    struct epoll_event events[EVENTS];
    uint64_t deadline = load->start + (load->seconds + PATIENCE_SECONDS) * SECOND;
    send_due(load);
    while (load->finished < load->wanted && now() < deadline) {
        int count = epoll_wait(load->events, events, EVENTS, 1000);
        for (int place = 0; place < count; place++) take_event(load, &events[place]);
        send_due(load);
    }
    if (load->finished < load->wanted) give_up(load);
}

static void report(const struct load *load, double seconds) {
    const struct histogram *found = &load->histogram;
    printf("{\"requests\":%llu,\"seconds\":%.6f,\"failed\":%llu,\"unanswered\":%llu", (unsigned long long)load->finished, seconds,
        (unsigned long long)load->failed, (unsigned long long)load->unanswered);
    printf(",\"p50\":%llu,\"p99\":%llu,\"p999\":%llu,\"max\":%llu,\"histogram\":[", (unsigned long long)histogram_at(found, 500),
        (unsigned long long)histogram_at(found, 990), (unsigned long long)histogram_at(found, 999),
        (unsigned long long)found->largest);
    const char *comma = "";
    for (size_t index = 0; index < HISTOGRAM_BUCKETS; index++) {
        if (found->counts[index] == 0) continue;
        printf("%s[%llu,%llu]", comma, (unsigned long long)histogram_bound(index), (unsigned long long)found->counts[index]);
        comma = ",";
    }
    puts("]}");
}

static size_t argument(const char *text) {
    char *end = NULL;
    unsigned long value = strtoul(text, &end, 10);
    if (end == text || *end != '\0') FAIL("%s is no number", text);
    return (size_t)value;
}

int main(int count, char **words) {
    if (count != 6) FAIL("usage: load PORT CONNECTIONS RATE SECONDS REQUESTS");
    static struct load load;
    load.port = (uint16_t)argument(words[1]);
    load.connection_count = argument(words[2]);
    load.rate = argument(words[3]);
    load.requests = requests_read(words[5]);
    load.seconds = argument(words[4]);
    load.wanted = load.rate ? load.rate * load.seconds : load.requests.count;
    load.connections = calloc(load.connection_count, sizeof(struct connection));
    load.idle = calloc(load.connection_count, sizeof(size_t));
    load.events = epoll_create1(0);
    load.timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = load.connection_count};
    if (!load.connections || !load.idle || epoll_ctl(load.events, EPOLL_CTL_ADD, load.timer, &event) != 0) FAIL("no room");
    for (size_t index = 0; index < load.connection_count; index++) {
        open_connection(&load, index);
        load.idle[load.idle_count++] = index;
    }
    load.start = now();
    run(&load);
    report(&load, (double)(now() - load.start) / 1e9);
    requests_free(&load.requests);
    free(load.connections);
    free(load.idle);
    return 0;
}
