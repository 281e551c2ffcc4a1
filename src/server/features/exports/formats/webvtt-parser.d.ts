/** The part of the package that a test reads our files with; it brings no types. */
declare module 'webvtt-parser' {
  interface CueNode {
    readonly type: string;
    readonly value?: string;
    readonly children?: readonly CueNode[];
  }
  interface Cue {
    /** Seconds. */
    readonly startTime: number;
    readonly endTime: number;
    readonly tree: { readonly children: readonly CueNode[] };
  }
  class WebVTTParser {
    constructor(entities: Readonly<Record<string, string>>);
    parse(text: string, kind: 'subtitles'): { readonly cues: readonly Cue[]; readonly errors: readonly unknown[] };
  }
}
