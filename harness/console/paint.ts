// Colours: which stream takes them, and what each meaning looks like. Meaning never stands in the
// colour alone.

import { styleText } from 'node:util';

/** What a piece of text means. */
export type Tone = 'good' | 'bad' | 'warning' | 'quiet' | 'strong' | 'plain';

/** Gives a text its tone. */
export type Painter = (tone: Tone, text: string) => string;

const STYLES = {
  good: 'green',
  bad: 'red',
  warning: 'yellow',
  quiet: 'gray',
  strong: 'bold',
} as const;

/** A painter; without colour it changes nothing. */
export function painterOf(colour: boolean): Painter {
  return (tone, text) =>
    !colour || tone === 'plain' || text === ''
      ? text
      : styleText(STYLES[tone], text, { validateStream: false });
}

/** True when a stream shows colours; FORCE_COLOR, NO_COLOR and NODE_DISABLE_COLORS are obeyed. */
export function takesColour(stream: NodeJS.WriteStream): boolean {
  return styleText('red', 'x', { stream }) !== 'x';
}
