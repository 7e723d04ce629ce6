import type { AnyNode, MethodDefinition } from 'acorn';
import { eachChild, textOf } from '../../syntax/index.js';
import type { ClassNode } from '../../program/index.js';

/** What a class of AWS's SDK is, by its code. */
export type SdkClass =
  | { readonly kind: 'command'; readonly client: string; readonly operation: string }
  /** The service is known by the function that makes its base. */
  | { readonly kind: 'built'; readonly operation: string; readonly builder: AnyNode }
  /** A command that sends another one: those of the document client. */
  | { readonly kind: 'wrapper'; readonly inner: AnyNode }
  | { readonly kind: 'client' }
  /** A client with a method for each operation. */
  | { readonly kind: 'methods' };

const CLIENT = /^[A-Z]\w{0,80}Client$/;
const COMMAND = /^[A-Z]\w{0,120}Command$/;
const OPERATION = /^[A-Z][A-Za-z\d]{2,120}$/;

/** All texts in a part of the code. */
function textsIn(root: AnyNode): string[] {
  const found: string[] = [];
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const value = textOf(node);
    if (value !== null) found.push(value);
    eachChild(node, (child) => open.push(child));
  }
  return found;
}

function methodsOf({ body }: ClassNode): MethodDefinition[] {
  return body.body.filter((member) => member.type === 'MethodDefinition');
}

function named(methods: readonly MethodDefinition[], name: string): MethodDefinition | undefined {
  return methods.find(({ key }) => key.type === 'Identifier' && key.name === name);
}

/** Commands until 2023: a method that names the client and the command. */
function olderCommand(methods: readonly MethodDefinition[]): SdkClass | null {
  const method = named(methods, 'resolveMiddleware');
  if (!method) return null;
  const texts = textsIn(method.value.body);
  const client = texts.find((each) => CLIENT.test(each));
  const command = texts.find((each) => COMMAND.test(each));
  if (client === undefined || command === undefined) return null;
  return { kind: 'command', client, operation: command.replace(/Command$/, '') };
}

/** Commands of 2024 and 2025: `Command.classBuilder()….n('S3Client', 'PutObjectCommand')….build()`. */
function chainCommand(base: AnyNode | null | undefined): SdkClass | null {
  for (let node = base; node?.type === 'CallExpression';) {
    const { callee } = node;
    if (callee.type !== 'MemberExpression') return null;
    const [client, command] = node.arguments.map((each) => textOf(each));
    const isName = callee.property.type === 'Identifier' && callee.property.name === 'n';
    if (isName && client && command && CLIENT.test(client))
      return { kind: 'command', client, operation: command.replace(/Command$/, '') };
    node = callee.object;
  }
  return null;
}

/** Commands since 2026: `class extends command(endpoint, middleware, 'SendMessage', schema)`. */
function builtCommand({ superClass, body }: ClassNode): SdkClass | null {
  const hasMembers = body.body.some(({ type }) => type !== 'StaticBlock');
  if (superClass?.type !== 'CallExpression' || hasMembers) return null;
  const operation = superClass.arguments
    .map((each) => textOf(each))
    .find((each) => each !== null && OPERATION.test(each));
  return operation ? { kind: 'built', operation, builder: superClass.callee } : null;
}

/** `this.clientCommand = new PutItemCommand(…)` in the constructor. */
function wrapper(methods: readonly MethodDefinition[]): SdkClass | null {
  const constructing = methods.find(({ kind }) => kind === 'constructor');
  if (!constructing) return null;
  const open: AnyNode[] = [constructing.value.body];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'AssignmentExpression' && node.right.type === 'NewExpression') {
      const { left, right } = node;
      const isCommand =
        left.type === 'MemberExpression' &&
        left.property.type === 'Identifier' &&
        left.property.name === 'clientCommand';
      if (isCommand) return { kind: 'wrapper', inner: right.callee };
    }
    eachChild(node, (child) => open.push(child));
  }
  return null;
}

/** Names of properties, which minifiers keep. */
const STACK = /\.middlewareStack\b/;
const CONFIG = /\.config\s*=/;
const SEND = /\bsend\s*\(/;

function clientClass({ superClass }: ClassNode, code: string): SdkClass | null {
  if (!STACK.test(code) || !CONFIG.test(code)) return null;
  return superClass || SEND.test(code) ? { kind: 'client' } : null;
}

/** Methods that make a command of their argument: `const command = new PutObjectCommand(args)`. */
function makesCommand({ value }: MethodDefinition): boolean {
  const [first] = value.body.body;
  const isMade =
    first?.type === 'VariableDeclaration' && first.declarations[0]?.init?.type === 'NewExpression';
  return isMade && value.params.length === 3;
}

function classOfMethods(found: readonly MethodDefinition[]): SdkClass | null {
  const making = found.filter(makesCommand).length;
  return making >= 3 && making * 2 >= found.length ? { kind: 'methods' } : null;
}

/** Whether a class is one of the SDK's. @param code its text. */
export function sdkClass(node: ClassNode, code: string): SdkClass | null {
  const found = methodsOf(node);
  return (
    chainCommand(node.superClass) ??
    builtCommand(node) ??
    olderCommand(found) ??
    wrapper(found) ??
    classOfMethods(found) ??
    clientClass(node, code)
  );
}
