// The public names of the console. Everything else in this folder is its own affair.

export { createConsole } from './console.ts';
export { renderVerdict } from './verdict-summary.ts';
