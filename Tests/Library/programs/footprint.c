/* What the library does to the process that loads it: footprint FOLDER LIBRARY
 *
 * The environment is behind a page that nobody can read while the library runs: whoever looks at it is found out. */
#include "loaded.h"

#include <dirent.h>
#include <locale.h>
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

extern char **environ;

static struct sigaction actions[NSIG];
static sigset_t mask;

static void found_out(int signal, siginfo_t *information, void *context)
{
    static const char text[] = "somebody read the environment\n";
    (void)signal, (void)information, (void)context;
    if (write(STDERR_FILENO, text, strlen(text)) < 0) {
        _exit(2);
    }
    _exit(1);
}

static void remember_signals(void)
{
    for (int number = 1; number < NSIG; number++) {
        sigaction(number, NULL, &actions[number]);
    }
    sigprocmask(SIG_SETMASK, NULL, &mask);
}

static void check_signals(void)
{
    sigset_t now;
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        if (sigaction(number, NULL, &action) == 0) {
            CHECK(action.sa_handler == actions[number].sa_handler);
            CHECK(action.sa_flags == actions[number].sa_flags);
        }
    }
    sigprocmask(SIG_SETMASK, NULL, &now);
    for (int number = 1; number < NSIG; number++) {
        CHECK(sigismember(&now, number) == sigismember(&mask, number));
    }
}

static int threads(void)
{
    int count = 0;
    DIR *tasks = opendir("/proc/self/task");
    CHECK(tasks != NULL);
    for (struct dirent *task = readdir(tasks); task != NULL; task = readdir(tasks)) {
        count += task->d_name[0] != '.';
    }
    closedir(tasks);
    return count;
}

int main(int argc, char **argv)
{
    CHECK(argc == 3);
    struct sigaction trap;
    memset(&trap, 0, sizeof trap);
    trap.sa_sigaction = found_out;
    trap.sa_flags = SA_SIGINFO;
    CHECK(sigaction(SIGSEGV, &trap, NULL) == 0);
    void *hidden = mmap(NULL, 1 << 20, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(hidden != MAP_FAILED);
    remember_signals();
    const int threads_before = threads();
    char **environment = environ;
    environ = hidden;

    void *library = load(argv[2]);
    FIND(cadastre_store_open);
    FIND(cadastre_store_close);
    FIND(cadastre_store_create_user);
    FIND(cadastre_session_anonymous);
    FIND(cadastre_session_login);
    FIND(cadastre_session_free);
    FIND(cadastre_property_list);
    FIND(cadastre_property_create);
    FIND(cadastre_buffer_free);
    check_signals();
    CHECK(threads() == threads_before);

    cadastre_store *store = NULL;
    cadastre_session *anybody = NULL, *ada = NULL;
    cadastre_buffer answer = CADASTRE_BUFFER_INIT;
    CHECK(cadastre_store_open_(in_folder(argv[1], "register"), NULL, &store, NULL) == CADASTRE_OK);
    check_signals();
    CHECK(threads() == threads_before);
    CHECK(cadastre_session_anonymous_(store, &anybody, NULL) == CADASTRE_OK);
    CHECK(cadastre_property_list_(anybody, "{\"city\":\"Bordeaux\",\"limit\":5}", &answer, NULL) == CADASTRE_OK);
    check_signals();
    CHECK(threads() == threads_before);

    static const char user[] = "{\"email\":\"ada@example.org\",\"password\":\"correct horse battery\","
                               "\"firstName\":\"Ada\",\"lastName\":\"Martin\"}";
    CHECK(cadastre_store_create_user_(store, user, strlen(user), "user", NULL, NULL) == CADASTRE_OK);
    CHECK(cadastre_session_login_(store, "ada@example.org", password, NULL, &ada, NULL) == CADASTRE_OK);
    CHECK(cadastre_property_create_(ada, house, strlen(house), &answer, NULL) == CADASTRE_OK);
    cadastre_buffer_free_(&answer);
    CHECK(cadastre_session_free_(ada) == CADASTRE_OK);
    CHECK(cadastre_session_free_(anybody) == CADASTRE_OK);
    CHECK(cadastre_store_close_(store) == CADASTRE_OK);
    check_signals();

    CHECK(environ == hidden);
    environ = environment;
    CHECK(strcmp(setlocale(LC_ALL, NULL), "C") == 0);
    return 0;
}
