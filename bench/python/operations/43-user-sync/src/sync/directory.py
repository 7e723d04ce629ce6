from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient
    from mypy_boto3_cognito_idp.type_defs import UserTypeTypeDef


class UserDirectory:
    def __init__(self, client: CognitoIdentityProviderClient, pool_id: str) -> None:
        self._idp = client
        self._pool_id = pool_id

    def everyone(self) -> Iterator[UserTypeTypeDef]:
        pages = self._idp.get_paginator("list_users").paginate(
            UserPoolId=self._pool_id, PaginationConfig={"PageSize": 60}
        )
        for page in pages:
            yield from page["Users"]

    def mark_synced(self, username: str, stamp: str) -> None:
        self._idp.admin_update_user_attributes(
            UserPoolId=self._pool_id,
            Username=username,
            UserAttributes=[{"Name": "custom:synced_at", "Value": stamp}],
        )

    def forget(self, username: str) -> None:
        self._idp.admin_disable_user(UserPoolId=self._pool_id, Username=username)
        self._idp.admin_delete_user(UserPoolId=self._pool_id, Username=username)
