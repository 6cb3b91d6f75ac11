"""Writes the header promised.h of the fuzzer: what statuses each function of cadastre.h may return.

usage: python3 -m Library.promises
"""

from Library.header import functions


def main() -> None:
    print("/* Made of cadastre.h by Tests/Library/promises.py: each call is looked at where it returns. */")
    for function in functions():
        if function.result == "cadastre_status" and function.name != "cadastre_status_name":
            promised = " | ".join(f"1u << CADASTRE_{status}" for status in sorted(function.statuses))
            call = f'promised("{function.name}", {promised}, {function.name}(__VA_ARGS__))'
            print(f"#define {function.name}(...) \\\n    {call}")


if __name__ == "__main__":
    main()
