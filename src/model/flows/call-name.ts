/**
 * A function that rules about data name: `child_process:exec`, `pg:Pool().query`, `JSON.parse`. Before the colon stands the module, none for a
 * global; `()` is what a call or `new` gives; `**.query` is a member of anything of the module; `{a,b}` stands for either.
 */
export type CallName = string;
