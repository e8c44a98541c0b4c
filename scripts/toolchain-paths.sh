# Sourced by setup-toolchain and with-toolchain: where the toolchain is or will be.
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
cache=${CREDITKIT_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/creditkit}
suite=forky
packages_file=$repository/scripts/toolchain-packages.txt
packages=$(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$packages_file")
# Part of the hash: raise it when the way the root is built changes.
recipe=1
toolchain_root=$cache/toolchain-$suite-$(printf '%s\n' "$recipe" "$suite" "$packages" | sha256sum | cut -c1-12)
# Holds "path" or the root's folder: the answer of the last set-up, so that a wrapped command starts at once.
choice_file=$repository/build/toolchain
