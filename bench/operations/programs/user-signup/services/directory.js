const {
  CognitoIdentityProviderClient,
  AdminCreateUserCommand,
  AdminAddUserToGroupCommand,
  AdminGetUserCommand,
  AdminDeleteUserCommand,
  AdminDisableUserCommand,
} = require('@aws-sdk/client-cognito-identity-provider');

class Directory {
  constructor(client, pool) {
    this.client = client;
    this.pool = pool;
  }

  createUser(email) {
    return this.client.send(
      new AdminCreateUserCommand({
        UserPoolId: this.pool,
        Username: email,
        UserAttributes: [{ Name: 'email', Value: email }],
        MessageAction: 'SUPPRESS',
      }),
    );
  }

  addToGroup(email, group) {
    return this.client.send(
      new AdminAddUserToGroupCommand({ UserPoolId: this.pool, Username: email, GroupName: group }),
    );
  }

  async getUser(email) {
    const user = await this.client.send(new AdminGetUserCommand({ UserPoolId: this.pool, Username: email }));
    return { status: user.UserStatus, enabled: user.Enabled };
  }

  disable(email) {
    return this.client.send(new AdminDisableUserCommand({ UserPoolId: this.pool, Username: email }));
  }

  remove(email) {
    return this.client.send(new AdminDeleteUserCommand({ UserPoolId: this.pool, Username: email }));
  }
}

module.exports = new Directory(new CognitoIdentityProviderClient({}), process.env.USER_POOL_ID);
