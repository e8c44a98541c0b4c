/** Help that can be copied and run. */
import { KINDS } from './arguments.js';
import { EXIT } from './exit.js';
import type { CommandName } from './options.js';
import { BUILT_IN } from './vendor.js';

export const OVERVIEW = `Credit histories, balances and entitlements of any vendor, exact to the last digit.

  npx creditkit history       the movements of an account
  npx creditkit balance       what is available
  npx creditkit entitlements  what may be drawn, and how far beyond
  npx creditkit check         the faults of a definition of your own
  npx creditkit demo          simulated vendors to try all this on

Each has its own help: npx creditkit history --help

Try it without any account:
  npx creditkit demo
`;

const VENDOR = `Which vendor
  -p, --provider NAME     ${BUILT_IN.join(', ')}
      --definition FILE   any other vendor, described in JSON
      --base-url URL      the vendor's address, where it is your own (Klaim, Cloudreve), or a proxy
      --allow-insecure-http  send the key over plain http to another machine
      --param NAME=VALUE  a parameter by the vendor's own name; as often as needed
The key
      CREDITKIT_API_KEY, or CREDITKIT_API_KEY_NAMETRUST for one vendor, in the environment
      --key-file FILE     a file that holds only the key; - is standard input`;

const FORMAT = `  -f, --format FORMAT     table (default), json, ndjson, csv`;

const HISTORY = `npx creditkit history: the movements of an account

  export CREDITKIT_API_KEY=…
  npx creditkit history --provider nametrust --limit 20
  npx creditkit history --provider nametrust --since 30d --kind usage,overage
  npx creditkit history --provider nametrust --since 2026-03-01 --until 2026-04-01 --format csv > march.csv
  npx creditkit history --provider klaim --base-url https://klaim.example --param user_id=u1 --format ndjson
  npx creditkit history --provider nametrust --param kind=consume --resume TOKEN

${VENDOR}
What is shown
      --since TIME        from then on; a date (midnight UTC), a time with its zone, or an age: 30d, 12h
      --until TIME        before then
      --kind KINDS        ${KINDS.slice(0, 5).join(', ')},
                          ${KINDS.slice(5).join(', ')}
  -n, --limit N           so many entries, at most
${FORMAT}
      --raw               each entry with the vendor's own row (json, ndjson)
How it is read
      --page-size N       entries to ask for in a page
      --resume TOKEN      go on where a walk was cut; it ends by printing its token
`;

const BALANCE = `npx creditkit balance: what is available

  export CREDITKIT_API_KEY=…
  npx creditkit balance --provider nametrust
  npx creditkit balance --provider klaim --base-url https://klaim.example --param user_id=u1
  npx creditkit balance --provider nebula --format json

${VENDOR}
What is shown
${FORMAT}
`;

const ENTITLEMENTS = `npx creditkit entitlements: what may be drawn, and how far beyond

  export CREDITKIT_API_KEY=…
  npx creditkit entitlements --provider dodo --param subscription_id=sub_1
  npx creditkit entitlements --provider dodo --param subscription_id=sub_1 --format csv

${VENDOR}
What is shown
${FORMAT}
`;

const CHECK = `npx creditkit check: the faults of a definition, each with line, column and JSON Pointer

  npx creditkit check my-vendor.json

It returns 0 where there are none and ${String(EXIT.definition)} where there are. Nothing is requested.
`;

const DEMO = `npx creditkit demo: the five built-in vendors, simulated on this machine

  npx creditkit demo
  npx creditkit demo --port 8080

It prints commands to paste into another terminal, and ends with Ctrl-C.
`;

const EXITS = `Returns
  0 done    2 arguments    3 key    4 refused by the vendor    5 too many requests    6 network
  7 an answer that is not as defined    8 rows may be missing    9 definition    1 a fault of creditkit
  130 and 143 stopped by SIGINT and SIGTERM
`;

const OF_COMMAND: Readonly<Record<CommandName, string>> = {
  history: `${HISTORY}${EXITS}`,
  balance: `${BALANCE}${EXITS}`,
  entitlements: `${ENTITLEMENTS}${EXITS}`,
  check: CHECK,
  demo: DEMO,
};

export function helpOf(command: CommandName): string {
  return OF_COMMAND[command];
}
