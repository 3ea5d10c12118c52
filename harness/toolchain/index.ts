// The toolchain as the rest of the harness sees it: look for the pinned tools, or make them. How
// either is done stays inside this folder.
export { findTools, type PassedOver, type ToolSearch } from './find.ts';
export { ensureImage, type ImageStore } from './images.ts';
export type { SetupProgress } from './progress.ts';
export { setUpTools } from './setup.ts';
export { type FoundTool, IDENTITIES, TOOL_NAMES } from './tools.ts';
export type { ToolName, Toolchain } from './tools.ts';
