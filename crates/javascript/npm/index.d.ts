import type { Annotation, Extraction, Options } from "./dateline.js";

export type { Amount, Annotation, Extraction, Options, Reading, Value } from "./dateline.js";

/** Loads the module; `extract` does so by itself. */
export function load(): Promise<void>;

/**
 * The annotations of a text, in its order, without overlaps; offsets as JavaScript's strings count.
 * Rejects when the language or date is none.
 */
export function extract(text: string, options?: Options): Promise<Annotation[]>;

/** The same, with the language in which the text was read. */
export function extractAll(text: string, options?: Options): Promise<Extraction>;
