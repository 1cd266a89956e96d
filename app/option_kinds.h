// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <map>
#include <string>
#include <vector>

// Options as every command writes them.
namespace infoplane::app {

// An option with a value; `kind` stands for it in the help.
template <class Target>
CLI::Option* addValue(CLI::App* command, const char* name, const char* kind, Target& target,
                      const char* sentence) {
    return command->add_option(name, target, sentence)->type_name(kind);
}

// An option whose value is one of a few words.
template <class Value>
CLI::Option* addChoice(CLI::App* command, const char* name, const char* sentence, Value& target,
                       const std::map<std::string, Value>& choices) {
    std::vector<std::string> words;
    for (const auto& [word, value] : choices)
        words.push_back(word);
    const auto take = [&target, choices](const std::string& word) { target = choices.at(word); };
    return command->add_option_function<std::string>(name, take, sentence)
        ->check(CLI::IsMember(words))
        ->type_name("WORD");
}

} // namespace infoplane::app
