import { version } from '../../../package.json';
import { type Arguments, readArguments } from './arguments.js';
import { check } from './check.js';
import { demo } from './demo.js';
import { EXIT, type ExitCode } from './exit.js';
import { helpOf, OVERVIEW } from './help.js';
import { history } from './history.js';
import { isCommand, type CommandName } from './options.js';
import { Output } from './output.js';
import { exitOfStop, sayFailure, type Session } from './session.js';
import { balance, entitlements } from './single.js';
import { Stop } from './stop.js';

const COMMANDS: Readonly<
  Record<CommandName, (given: Arguments, session: Session) => Promise<ExitCode>>
> = { history, balance, entitlements, check, demo };

/** The whole program. Never rejects. */
export async function run(words: readonly string[]): Promise<ExitCode> {
  const stop = new Stop();
  const session: Session = {
    output: new Output(process.stdout, stop),
    stop,
    attempted: { keyFrom: null, params: [] },
    say: (text) => {
      process.stderr.write(text);
    },
  };
  // Who has closed standard error does not want to be told.
  process.stderr.on('error', () => undefined);
  try {
    const exit = await answer(words, session);
    await session.output.flush();
    return exit;
  } catch (error) {
    return exitOfStop(stop) ?? sayFailure(session, error).exit;
  }
}

async function answer(words: readonly string[], session: Session): Promise<ExitCode> {
  const [first, ...rest] = words;
  if (first === undefined) {
    session.say(OVERVIEW);
    return EXIT.usage;
  }
  if (first === '--version' || first === '-v') {
    await session.output.write(`${version}\n`);
    return EXIT.done;
  }
  if (first === '--help' || first === '-h' || first === 'help') {
    const [about] = rest;
    await session.output.write(about !== undefined && isCommand(about) ? helpOf(about) : OVERVIEW);
    return EXIT.done;
  }
  const given = readArguments(first, rest, Date.now());
  if (given.help) {
    await session.output.write(helpOf(given.command));
    return EXIT.done;
  }
  session.stop.listen();
  return COMMANDS[given.command](given, session);
}
