"""How people may sign in: who needs a second factor, and the provider of single sign-on."""

from collections.abc import Set as AbstractSet

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.access import require_person
from services.identity.sign_in_settings.models import SignInSetting
from services.identity.sign_in_settings.schemas import SignInSettingOut, SignInSettingUpdate
from services.identity.sso import oidc
from services.kit.db import NIL
from services.kit.errors import Unavailable, invalid
from services.kit.permissions import Principal
from services.kit.secrets import Vault
from services.kit.settings import Settings, is_loopback
from services.kit.versions import require_version

SECRET_PLACE = f"sign_in_setting:{NIL}:sso_secret"
_NEEDED = ("sso_issuer", "sso_client_id", "sso_secret", "sso_domains")


async def setting(session: AsyncSession) -> SignInSetting:
    return (await session.scalars(select(SignInSetting))).one()


async def button(session: AsyncSession) -> str | None:
    """The words on the sign-in page's button; None without single sign-on."""
    row = await setting(session)
    return (row.sso_label or "SSO") if row.sso_enabled else None


async def get(session: AsyncSession, *, settings: Settings) -> SignInSettingOut:
    return _shown(await setting(session), settings)


async def update(
    session: AsyncSession, *, me: Principal, version: int, data: SignInSettingUpdate, settings: Settings, vault: Vault
) -> SignInSettingOut:
    """Change some of it. Single sign-on is switched on only when its provider answers."""
    row = await session.get(SignInSetting, NIL, with_for_update=True)
    assert row is not None  # the migration makes it
    require_version(row, version)
    changes = data.model_dump(exclude_unset=True, mode="json")
    if changes:
        require_person(me)
    for name, value in changes.items():
        if value is None:
            raise invalid(f"/{name}", "missing", "cannot be empty", "不能为空")
        if name == "sso_secret":
            row.sso_secret = vault.wrap(value.encode(), SECRET_PLACE)
        else:
            setattr(row, name, value)
    if row.sso_enabled:
        await _require_usable(row, settings, vault, asked=changes.keys() & {"sso_enabled", "sso_issuer"})
    await session.flush()
    return _shown(row, settings)


def provider_of(row: SignInSetting, settings: Settings, vault: Vault) -> oidc.Provider:
    assert row.sso_secret is not None
    return oidc.Provider(
        issuer=row.sso_issuer,
        client_id=row.sso_client_id,
        client_secret=vault.open_key(row.sso_secret, SECRET_PLACE).decode(),
        redirect_uri=redirect_uri(settings),
        plain_http=settings.allow_http or is_loopback(row.sso_issuer),
    )


def redirect_uri(settings: Settings) -> str:
    """Where the provider sends people back to: our own sign-in page."""
    return f"{settings.address}/sign-in"


async def _require_usable(row: SignInSetting, settings: Settings, vault: Vault, *, asked: AbstractSet[str]) -> None:
    for name in _NEEDED:
        if not getattr(row, name):
            raise invalid(f"/{name}", "missing", "single sign-on needs it", "启用单点登录需要填写")
    if asked:
        try:
            await oidc.describe(provider_of(row, settings, vault))
        except Unavailable as error:
            raise invalid("/sso_issuer", error.code, error.en, error.zh) from error


def _shown(row: SignInSetting, settings: Settings) -> SignInSettingOut:
    own = {"sso_has_secret": row.sso_secret is not None, "sso_redirect_uri": redirect_uri(settings)}
    names = SignInSettingOut.model_fields.keys() - own.keys()
    return SignInSettingOut.model_validate({name: getattr(row, name) for name in names} | own)
