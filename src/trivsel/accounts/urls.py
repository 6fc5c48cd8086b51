"""Only what is named here can be reached: allauth's own list of addresses is not included."""

from allauth.account import views as allauth
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path

from trivsel.accounts import views
from trivsel.accounts.doors import signed_in
from trivsel.ui.access import public

own = [
    path("", views.account, name="account"),
    path("arbejdspladser/", views.organisations, name="organisations"),
    path("log-ind/link/", views.send_link, name="send-link"),
    path("log-ind/link/sendt/", views.sent, name="sent"),
    path("log-ind/link/<str:secret>/", views.link, name="link"),
]

sign_in = public(why="Whoever is not signed in must be able to sign in.")
sign_out = public(why="Signing out is a POST, and harmless to whoever is not signed in.")
inactive = public(why="Says to a closed account why it cannot come in.")
half_way = public(why="The second step of signing in: allauth asks for the first before it.")

urlpatterns = [
    path("", include((own, "accounts"))),
    path("log-ind/", sign_in(views.SignIn.as_view()), name="account_login"),
    path("log-ud/", sign_out(allauth.LogoutView.as_view()), name="account_logout"),
    path("lukket/", inactive(allauth.AccountInactiveView.as_view()), name="account_inactive"),
    path(
        "adgangskode/",
        signed_in(views.ChangePassword.as_view()),
        name="account_change_password",
    ),
    path(
        "adgangskode/ny/",
        signed_in(allauth.PasswordSetView.as_view()),
        name="account_set_password",
    ),
    path(
        "bekraeft/",
        signed_in(allauth.ReauthenticateView.as_view()),
        name="account_reauthenticate",
    ),
    path("to-trin/", views.second_factor, name="mfa_index"),
    path("to-trin/kode/", half_way(factor.AuthenticateView.as_view()), name="mfa_authenticate"),
    path(
        "to-trin/bekraeft/",
        signed_in(factor.ReauthenticateView.as_view()),
        name="mfa_reauthenticate",
    ),
    path(
        "to-trin/til/",
        signed_in(views.ActivateSecondFactor.as_view()),
        name="mfa_activate_totp",
    ),
    path(
        "to-trin/fra/", signed_in(totp.DeactivateTOTPView.as_view()), name="mfa_deactivate_totp"
    ),
    path(
        "noedkoder/",
        signed_in(recovery.ViewRecoveryCodesView.as_view()),
        name="mfa_view_recovery_codes",
    ),
    path(
        "noedkoder/nye/",
        signed_in(recovery.GenerateRecoveryCodesView.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "noedkoder/hent/",
        signed_in(recovery.DownloadRecoveryCodesView.as_view()),
        name="mfa_download_recovery_codes",
    ),
]
