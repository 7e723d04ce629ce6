from flags import make_flags

flags = make_flags()


def handler(event, context):
    match event["action"]:
        case "check":
            return flags.is_on("main", event["flag"])
        case "deploy":
            start = flags.deploy("main", event["version"])
            return start("AppConfig.Linear50PercentEvery30Seconds")["DeploymentNumber"]
