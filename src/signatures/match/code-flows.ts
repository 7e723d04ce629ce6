import type { Problem } from '../../model/index.js';
import type { BehaviourContext, FollowedSubject } from './behaviour-hits.js';
import type { CompiledRules } from './compiled-rules.js';
import type { RuleHits } from './hit-log.js';
import { PythonSubjectFlows } from './python-subject-flows.js';
import { SubjectFlows } from './subject-flows.js';
import type { Subject } from './subject.js';

/** Where the code of one subject takes what, in the languages whose values are followed. */
export class CodeFlows {
  private readonly javascript: SubjectFlows;
  private readonly python: PythonSubjectFlows;

  constructor({ behaviour, python }: Pick<CompiledRules, 'behaviour' | 'python'>, subject: Subject) {
    this.javascript = new SubjectFlows(behaviour, subject);
    this.python = new PythonSubjectFlows(python, subject);
  }

  /** Notes a file in which something may be taken. */
  note(seen: Parameters<SubjectFlows['note']>[0]): void {
    this.javascript.note(seen);
    this.python.note(seen.path, seen.file);
  }

  /** Code that was not followed to the end. */
  problems(): readonly Problem[] {
    return this.python.problems();
  }

  /** The hits of the rules about what code takes where. */
  async hits(
    followed: FollowedSubject,
    entries: Parameters<SubjectFlows['hits']>[1],
    context: BehaviourContext,
  ): Promise<RuleHits> {
    return [
      ...(await this.javascript.hits(followed, entries, context)),
      ...(await this.python.hits(followed, context)),
    ];
  }
}
