/** Imported first: the library of schemas else tries whether the page may make code from text, which its policy forbids and reports. */
(globalThis as { __zod_globalConfig?: object }).__zod_globalConfig = { jitless: true };
