"""A small but complete world: every table, a file set aside in part, findings of several kinds, two places for payments."""

from __future__ import annotations

from pathlib import Path

AS_OF = "2025-09-30"
FILES = {
    "contracts.csv": "contract_id,client_id,freelancer_id,title,started_at,ended_at,status,kind,platform\n"
    "k1,anna,me,Letters,2024-01-08,,active,hourly,upwork\n"
    "k2,bert,me,Posters,2022-03-01,2022-06-30,ended,fixed,upwork\n"
    "k3,carla,me,Maps,2024-02-01,2024-05-31,ended,hourly,upwork\n",
    "payments.csv": "payment_id,client_id,freelancer_id,contract_id,paid_at,amount,currency,fee,kind,channel\n"
    "p1,anna,me,k1,2024-02-05,200.00,USD,20.00,hourly,\n"
    "p2,anna,me,k1,2024-03-04,300.00,USD,30.00,hourly,\n"
    "p3,bert,me,k2,2022-06-30,900.00,USD,90.00,fixed,\n"
    "p4,carla,me,k3,2024-04-02,400.00,USD,40.00,hourly,\n"
    "p5,carla,me,k3,2024-06-20,400.00,USD,,hourly,paypal\n"
    "p6,carla,me,k3,2024-06-27,a lot,USD,,hourly,paypal\n",
    "messages.csv": "message_id,client_id,freelancer_id,thread_id,sender,sent_at,body\n"
    "m1,anna,me,t1,client,2024-01-02T09:00:00Z,Write to office@larkspur-press.com before we start.\n"
    "m2,anna,me,t1,freelancer,2024-01-08T09:00:00Z,Thank you for the contract!\n"
    "m3,carla,me,t3,client,2024-05-30T09:00:00Z,Let us leave the platform and I pay you by PayPal to save the fees.\n"
    'm4,carla,me,t3,freelancer,2024-05-30T10:00:00Z,"Sorry, I only work here."\n'
    "m5,bert,me,t2,client,2022-02-02T09:00:00Z,My number is +44 7700 900123.\n",
    "relationships.csv": "client_id,freelancer_id,origin,origin_detail,first_met_at,evidence\n"
    "bert,me,off_platform,referral,2021-05-01,a letter\n",
    "reports.csv": "report_id,client_id,freelancer_id,reporter,reported_at,reason,message_id\n"
    "r1,carla,me,freelancer,2024-05-31,asked to pay outside,m3\n",
}


def write(place: Path) -> Path:
    """Write the files into a new folder and return it."""
    place.mkdir(parents=True)
    for name, content in FILES.items():
        (place / name).write_text(content, encoding="utf-8")
    return place
