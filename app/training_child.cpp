// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/training_child.h"

#include "core/support/utf8.h"

#include <climits>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ; // POSIX; unistd.h declares it only for GNU sources

namespace infoplane::app {
namespace {

constexpr std::string_view kThreadsName = "OMP_NUM_THREADS=";
constexpr std::streamoff kLogTail = 8192;
constexpr std::size_t kLongestFailure = 1000;

std::vector<std::string> environmentWith(std::size_t threads) {
    std::vector<std::string> variables{std::string(kThreadsName) + std::to_string(threads)};
    for (char** each = environ; *each != nullptr; ++each)
        if (!std::string_view(*each).starts_with(kThreadsName)) variables.emplace_back(*each);
    return variables;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

Error childFault(const char* what, const std::filesystem::path& path) {
    return {ErrorCode::Storage, std::string(what) + " (" + std::strerror(errno) + ")", path.string()};
}

// Between fork and exec: only what is safe there.
[[noreturn]] void becomeTraining(const char* program, char** arguments, char** environment, int log,
                                 pid_t parent) {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent) ::_exit(1);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    const int nothing = ::open("/dev/null", O_RDONLY);
    if (nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0 || ::dup2(log, STDOUT_FILENO) < 0 ||
        ::dup2(log, STDERR_FILENO) < 0)
        ::_exit(127);
    ::execve(program, arguments, environment);
    ::_exit(127);
}

// The last line that begins as every error of the program does.
std::string lastComplaint(const std::filesystem::path& log) {
    constexpr std::string_view begin = "infoplane: ";
    std::ifstream file(log, std::ios::binary | std::ios::ate);
    const std::streamoff size = file.tellg();
    if (size > kLogTail) file.seekg(size - kLogTail);
    if (size <= kLogTail) file.seekg(0);
    std::string line, found;
    while (std::getline(file, line))
        if (line.starts_with(begin)) found = line.substr(begin.size());
    return isUtf8(found) ? std::string(cutUtf8(found, kLongestFailure)) : std::string();
}

} // namespace

Result<TrainingChild> TrainingChild::start(const std::string& program,
                                           const std::vector<std::string>& arguments, std::size_t threads,
                                           const std::filesystem::path& log) {
    std::vector<std::string> words = arguments, variables = environmentWith(threads);
    const std::vector<char*> argument_list = pointersTo(words), environment = pointersTo(variables);
    const int descriptor = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666);
    if (descriptor < 0) return childFault("this file cannot be written", log);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0)
        becomeTraining(program.c_str(), const_cast<char**>(argument_list.data()),
                       const_cast<char**>(environment.data()), descriptor, parent);
    const Error fault = childFault("no process could be started; try again", "");
    ::close(descriptor);
    if (child < 0) return fault;
    ::setpgid(child, child); // whoever comes first
    return TrainingChild(child);
}

std::optional<ChildEnd> TrainingChild::poll() {
    int status = 0;
    const pid_t ended = ::waitpid(process_, &status, WNOHANG);
    if (ended == 0 || (ended < 0 && errno == EINTR)) return std::nullopt;
    if (ended < 0) return ChildEnd{1, 0};
    if (WIFSIGNALED(status)) return ChildEnd{0, WTERMSIG(status)};
    return ChildEnd{WEXITSTATUS(status), 0};
}

void TrainingChild::signal(int number) const {
    ::kill(process_, number);
}

Result<std::string> ownProgram() {
    std::array<char, PATH_MAX> path{};
    const ssize_t length = ::readlink(kThisProgram, path.data(), path.size() - 1);
    if (length > 0) return std::string(path.data(), static_cast<std::size_t>(length));
    return childFault("this program does not find its own file", kThisProgram);
}

std::string failureOf(const ChildEnd& end, const std::filesystem::path& log) {
    if (std::string sentence = lastComplaint(log); !sentence.empty()) return sentence;
    if (end.signal == SIGKILL)
        return "its process was killed; was there not enough memory? What it said is in " + log.string();
    if (end.signal != 0)
        return "its process crashed (" + std::string(::strsignal(end.signal)) + "); what it said is in " +
               log.string();
    return "its training ended with exit code " + std::to_string(end.code) + "; what it said is in " +
           log.string();
}

} // namespace infoplane::app
