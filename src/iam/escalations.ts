/** Actions that lead to more permissions for the principal who may perform them. */
export interface Escalation {
  /** All of them are needed. */
  readonly actions: readonly string[];
  /** What they do together; completes "a caller can …". */
  readonly effect: string;
}

const WITH_PASS_ROLE: readonly (readonly [actions: readonly string[], what: string])[] = [
  [['lambda:CreateFunction', 'lambda:InvokeFunction'], 'a new function'],
  [['ec2:RunInstances'], 'a new machine'],
  [['ecs:RunTask', 'ecs:RegisterTaskDefinition'], 'a new container'],
  [['cloudformation:CreateStack'], 'a new stack'],
  [['glue:CreateJob', 'glue:StartJobRun'], 'a new Glue job'],
  [['codebuild:CreateProject', 'codebuild:StartBuild'], 'a new build'],
  [['sagemaker:CreateNotebookInstance', 'sagemaker:CreatePresignedNotebookInstanceUrl'], 'a new notebook'],
  [['states:CreateStateMachine', 'states:StartExecution'], 'a new state machine'],
];

/**
 * Each action or set of actions suffices to gain permissions that the role does not have, if it is allowed on any resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-versions.html and the pages of the named actions.
 */
export const ESCALATIONS: readonly Escalation[] = [
  { actions: ['iam:CreatePolicyVersion'], effect: 'rewrite managed policies' },
  { actions: ['iam:SetDefaultPolicyVersion'], effect: 'return managed policies to earlier versions' },
  { actions: ['iam:AttachRolePolicy'], effect: 'attach any policy to roles' },
  { actions: ['iam:AttachUserPolicy'], effect: 'attach any policy to users' },
  { actions: ['iam:AttachGroupPolicy'], effect: 'attach any policy to groups' },
  { actions: ['iam:PutRolePolicy'], effect: 'write policies into roles' },
  { actions: ['iam:PutUserPolicy'], effect: 'write policies into users' },
  { actions: ['iam:PutGroupPolicy'], effect: 'write policies into groups' },
  { actions: ['iam:AddUserToGroup'], effect: 'add users to groups' },
  { actions: ['iam:UpdateAssumeRolePolicy'], effect: 'change who may assume roles' },
  { actions: ['iam:CreateAccessKey'], effect: 'create access keys of other users' },
  { actions: ['iam:CreateLoginProfile'], effect: 'create passwords of other users' },
  { actions: ['iam:UpdateLoginProfile'], effect: 'change passwords of other users' },
  { actions: ['sts:AssumeRole'], effect: 'assume any role that trusts its account' },
  {
    actions: ['lambda:UpdateFunctionCode'],
    effect: 'replace the code of other functions, which have other roles',
  },
  {
    actions: ['lambda:UpdateFunctionConfiguration'],
    effect: 'add layers to other functions, which have other roles',
  },
  { actions: ['ssm:SendCommand'], effect: 'run commands on machines, which have other roles' },
  ...WITH_PASS_ROLE.map(([actions, what]) => ({
    actions: ['iam:PassRole', ...actions],
    effect: `run ${what} with any role`,
  })),
];
