WELCOME = "welcome-v3"
OFFBOARDED = "offboarded-v1"
