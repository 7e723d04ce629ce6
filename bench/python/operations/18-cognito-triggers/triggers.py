import base64
import os

import boto3

TRIGGERS = {}


def on(*sources):
    def reg(fn):
        for s in sources:
            TRIGGERS[s] = fn
        return fn
    return reg


def _idp():
    return boto3.client("cognito-idp")


@on("PostConfirmation_ConfirmSignUp")
def add_to_group(event):
    _idp().admin_add_user_to_group(
        UserPoolId=event["userPoolId"], Username=event["userName"], GroupName="members"
    )


@on("PreSignUp_ExternalProvider")
def link(event):
    idp = _idp()
    email = event["request"]["userAttributes"]["email"]
    found = idp.list_users(
        UserPoolId=event["userPoolId"], Filter='email = "%s"' % email.replace('"', ""), Limit=1
    )["Users"]
    provider, _, ident = event["userName"].partition("_")
    if found:
        idp.admin_link_provider_for_user(
            UserPoolId=event["userPoolId"],
            DestinationUser={"ProviderName": "Cognito", "ProviderAttributeValue": found[0]["Username"]},
            SourceUser={
                "ProviderName": provider,
                "ProviderAttributeName": "Cognito_Subject",
                "ProviderAttributeValue": ident,
            },
        )
    event["response"]["autoConfirmUser"] = True


@on("CustomSMSSender_SignUp", "CustomSMSSender_Authentication")
def sms(event):
    blob = base64.b64decode(event["request"]["code"])
    code = boto3.client("kms").decrypt(CiphertextBlob=blob, KeyId=os.environ["KEY_ID"])["Plaintext"]
    boto3.client("pinpoint-sms-voice-v2").send_text_message(
        DestinationPhoneNumber=event["request"]["userAttributes"]["phone_number"],
        MessageBody="Code: " + code.decode(),
        MessageType="TRANSACTIONAL",
    )


def lock(pool, name):
    idp = _idp()
    idp.admin_disable_user(UserPoolId=pool, Username=name)
    idp.admin_user_global_sign_out(UserPoolId=pool, Username=name)


def handler(event, context):
    fn = TRIGGERS.get(event["triggerSource"])
    if fn:
        fn(event)
    return event
