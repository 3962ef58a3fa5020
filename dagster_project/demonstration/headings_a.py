"""The headings of hand A: every column of the form, in its order, mostly under its own heading.

Written as a clerk would type them, form by form in the order of the columns.
"""

from dagster_project.demonstration.headings import Column, read_words

_WORDS = {
    "XC15": """
        term_no round_no inspecting_level_code=巡察层级 organised_by_code round_kind_code
        topic=专题 started_on ended_on reported_on=书记专题会议日期 closed_on is_void
        void_reason
        """,
    "XC01": """
        term_no round_no organisation_code organisation_name organisation_kind_code=党组织类别
        mode_code sender_unit linked_supervision_codes team_name town_code industry entered_on
        left_on feedback_on is_void void_reason
        """,
    "XC02": """
        term_no round_no organisation_code organisation_name finding_no village_code
        problem_kind_code focus_code supervision_item_code local_code problem_class_code
        description found_on is_livelihood is_immediate subject_kind_codes is_key_few
        amount_wan_yuan=涉及金额(万元) common_tag_code common_tag_text industry is_void
        void_reason
        """,
    "XC03": """
        finding_no measure_seq measure responsible_unit=整改责任单位 rectification_kind_code
        due_on extended_due_on extension_count status_code completed_on reviewed_on
        review_result_code closed_on sent_back_count is_key_supervised supervised_by_code
        recovered_amount_wan_yuan=清退挽回金额(万元) accountable_count systems_count is_void
        void_reason
        """,
    "XC05": """
        matter_no term_no round_no organisation_code village_code finding_no is_immediate
        is_livelihood category_code raised_via_code raised_on handed_on solved_on status_code
        beneficiaries_count refunded_amount_wan_yuan=退还金额(万元) is_void void_reason
        """,
    "XC06": """
        term_no village_code village_name village_kind_code town_code tier_code=村(社区)分类
        tier_set_on round_no inspected_on mode_code town_groups_count findings_count is_void
        void_reason
        """,
    "XC11": """
        row_code organisations_count posts_count staffed_count seconded_count actual_count
        women_count degree_count reserve_count pool_in_count pool_out_count trained_count
        central_count provincial_count municipal_count wanted_count got_count pledges_count
        appraisals_count
        """,
    "XC17": """
        organisation_code organisation_name organisation_kind_code parent_code town_code
        village_code industry competent_department planned_year in_plan_from in_plan_to reason
        is_void void_reason
        """,
    "XC07": """
        output_no output_kind_code term_no round_no organisation_code title=成果标题 issued_on
        issuers_count addressed_to items_count adopted_items_count replied_on industry
        common_tag_code is_void void_reason
        """,
    "XC08": """
        term_no round_no organisation_code organisation_name feedback_organisation_on
        feedback_head_on feedback_department_on plan_on plan_review_code=整改方案审核情况
        meeting_on is_leader_attended report_due_on organisation_report_on head_report_on
        party_disclosed_on society_disclosed_on interviews_count notices_count
        supervisions_count is_void void_reason
        """,
    "XC09": """
        visit_no visit_kind_code conducted_by_code term_no round_no organisation_code
        village_code visited_on findings_checked_count findings_precise_count
        findings_rectified_count clues_checked_count clues_settled_count new_findings_count
        new_rectified_count is_void void_reason
        """,
    "XC10": """
        term_no round_no organisation_code organisation_name report_reviewed_on
        report_result_code is_on_site evaluated_on discipline_score organisation_score
        inspection_score conclusion_code is_void void_reason
        """,
    "XC12": """
        row_code departments_count actions_count meetings_count information_count
        transferred_count=移送线索数 received_count=接收线索数 accepted_count=受理数
        disposed_count=处置数 fed_back_count=反馈结果数
        """,
    "XC13": """
        organ_code organ_name organ_kind_code stationed_units_count internal_commissions_count
        inspections_count findings_count rectified_count clues_count cases_filed_count
        disciplined_count advice_letters_count task_sheets_count feedback_sheets_count
        advice_sheets_count meetings_count talks_count reviewed_cases_count case_faults_count
        group_cases_count room_cases_count local_cases_count data_modules_count
        """,
    "XC14": """
        term_no round_no told_by_code sender_code receiver_code mode_code area_group
        teams_count cadres_count received_cadres_count is_dual_leader=是否双组长 cost_bearer
        organisations_count villages_count communities_count findings_count clues_count
        """,
    "XC16": """
        term_no round_no team_name members_count seconded_count cross_region_count
        specialists_count is_deputy_from_stationed organisations_count talks_count
        letters_count calls_count visits_count signed_count files_read_count
        field_visits_count questionnaires_count notice_villages_count guidance_visits_count
        report_score is_void void_reason
        """,
    "XC18": """
        output_no organisation_code self_checked_on found_count rectified_count is_void
        void_reason
        """,
    "XC19": """
        campaign_no campaign_name industry started_on found_count rectified_count closed_on
        is_void void_reason
        """,
}

LEDGERS_A: dict[str, tuple[Column, ...]] = {
    form: read_words(form, words) for form, words in _WORDS.items()
}
