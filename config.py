"""The installation's settings: safe defaults, each overridden by an environment variable.

A default stands here only when it is safe in production and fit to publish; secrets have none.
An installation may put its own values into a file of this form and name it in TRACKER_CONFIG.
``tracker.settings`` turns these into a frozen object and refuses to start when one is missing
or unknown.
"""

from os import environ

# Signs session cookies and forms. `tracker init` writes one into the data folder.
SECRET_KEY = environ.get("TRACKER_SECRET_KEY", "")
# Where the SQLite database, evidence files and backups live; empty: the user's data folder.
DATA_DIR = environ.get("TRACKER_DATA_DIR", "")
# Empty: SQLite in the data folder. PostgreSQL: postgresql://user:password@host/database
DATABASE_URL = environ.get("DATABASE_URL", "")
# The address that links in mails begin with.
BASE_URL = environ.get("TRACKER_BASE_URL", "http://127.0.0.1:8000")
# Days begin and end here unless a committee says otherwise.
TIME_ZONE = environ.get("TRACKER_TIME_ZONE", "Asia/Ho_Chi_Minh")
# Behind a reverse proxy that sets X-Forwarded-*: how many proxies to trust.
TRUSTED_PROXIES = environ.get("TRACKER_TRUSTED_PROXIES", "0")
# Cookies travel over HTTPS only; set to 1 wherever the address begins with https.
SECURE_COOKIES = environ.get("TRACKER_SECURE_COOKIES", "0")
# A log-in ends after this many hours without use.
SESSION_HOURS = environ.get("TRACKER_SESSION_HOURS", "12")
# Log-ins that may fail in 15 minutes, for one name or from one address.
LOGIN_ATTEMPTS = environ.get("TRACKER_LOGIN_ATTEMPTS", "8")
# The largest upload, in megabytes.
MAX_UPLOAD_MB = environ.get("TRACKER_MAX_UPLOAD_MB", "20")
# Mail. Without a host, reminders stay unsent and a banner says so.
SMTP_HOST = environ.get("TRACKER_SMTP_HOST", "")
SMTP_PORT = environ.get("TRACKER_SMTP_PORT", "587")
SMTP_USER = environ.get("TRACKER_SMTP_USER", "")
SMTP_PASSWORD = environ.get("TRACKER_SMTP_PASSWORD", "")
SMTP_SECURITY = environ.get("TRACKER_SMTP_SECURITY", "starttls")  # starttls, tls or none
SMTP_SENDER = environ.get("TRACKER_SMTP_SENDER", "")
