// write_fuzz_seeds FOLDER: writes what the fuzzers start from into FOLDER/<fuzzer>, made of the
// definitions in providers/ and the documented responses in tests/vectors, and
// FOLDER/definition.dict, the words of the definition language.
#include <cstdio>
#include <filesystem>

#include "seeds/seeds.hpp"

int main(int count, char** arguments) {
  if (count != 2) {
    std::fputs("usage: write_fuzz_seeds FOLDER\n", stderr);
    return 2;
  }
  const std::filesystem::path folder{arguments[1]};
  const std::size_t written =
      seeds::write_definitions(folder / "definition") + seeds::write_bodies(folder / "body") +
      seeds::write_resume_tokens(folder / "resume") + seeds::write_servers(folder / "server");
  seeds::write_words(folder / "definition.dict");
  std::printf("%zu seeds\n", written);
  return 0;
}
