// The toolchain as the rest of the harness sees it: look for the pinned tools, or make them. How
// either is done stays inside this folder.
export { type FindOptions, findTools, type PassedOver, type ToolSearch } from './find.ts';
export type { OnProgress, SetupProgress } from './progress.ts';
export { type SetupOptions, setUpTools } from './setup.ts';
export { type FoundTool, IDENTITIES, TOOL_NAMES, TOOL_VERSIONS } from './tools.ts';
export type { ToolIdentity, ToolName, Toolchain } from './tools.ts';
