/** An address whose server code names: what stands behind it is a path. `\0` stands for a part that is no constant. */
export const BEHIND_HOST = /^(?:https?:\/\/[^/?#]+[/?#]|\0(?!$|:\/\/$))/;
