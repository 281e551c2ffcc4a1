#!/usr/bin/env node
// Runs the program from its TypeScript sources, whatever the working directory.
import { register } from 'tsx/esm/api';

register();
await import('../src/server/cli.ts');
